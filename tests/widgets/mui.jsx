import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import { Autocomplete, Button, Checkbox, FormControl, FormControlLabel, FormLabel, InputLabel, MenuItem, Radio, RadioGroup, Select, Slider, Switch, TextField, Typography } from '@mui/material';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { TimePicker } from '@mui/x-date-pickers/TimePicker';

const cities = ['Berlin', 'Bern', 'Bergen', 'Bergen op Zoom'];

function Order() {
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs}>
      <form method="post" action="/save" aria-label="Order">
        <Typography variant="h1" fontSize={24}>Order</Typography>
        <TextField label="Name" name="name" value={name} onChange={event => setName(event.target.value.toUpperCase())} required margin="normal" />
        <TextField label="Note" name="note" multiline minRows={2} margin="normal" />
        <FormControl margin="normal" sx={{ minWidth: 200 }}>
          <InputLabel id="reason-label">Reason</InputLabel>
          <Select labelId="reason-label" label="Reason" name="reason" value={reason} onChange={event => setReason(event.target.value)}>
            <MenuItem value="price">Wrong price</MenuItem>
            <MenuItem value="damage">Damaged</MenuItem>
          </Select>
        </FormControl>
        {reason === 'damage' && <TextField label="Damage" name="damage" margin="normal" />}
        <TextField select label="Priority" name="priority" defaultValue="low" margin="normal"><MenuItem value="low">Low</MenuItem><MenuItem value="high">High</MenuItem></TextField>
        <FormControl margin="normal" sx={{ minWidth: 200 }}>
          <InputLabel id="tags-label">Tags</InputLabel>
          <Select labelId="tags-label" label="Tags" name="tags" multiple defaultValue={['blue']}><MenuItem value="red">red</MenuItem><MenuItem value="green">green</MenuItem><MenuItem value="blue">blue</MenuItem></Select>
        </FormControl>
        <Autocomplete options={cities} renderInput={params => <TextField {...params} label="City" name="city" margin="normal" />} />
        <DatePicker label="Due" name="due" />
        <TimePicker label="At" name="at" ampm={false} />
        <FormControlLabel control={<Checkbox name="terms" />} label="I agree" />
        <FormControlLabel control={<Switch name="urgent" />} label="Urgent" />
        <FormControl><FormLabel id="by-label">Contact by</FormLabel>
          <RadioGroup aria-labelledby="by-label" name="by"><FormControlLabel value="mail" control={<Radio />} label="Mail" /><FormControlLabel value="phone" control={<Radio />} label="Phone" /></RadioGroup>
        </FormControl>
        <Slider name="share" aria-label="Share" defaultValue={30} step={5} />
        <Button type="submit" variant="contained">Send</Button>
      </form>
    </LocalizationProvider>
  );
}

createRoot(document.getElementById('root')).render(<Order />);
