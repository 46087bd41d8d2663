import {
  Button, Calendar, CalendarCell, CalendarGrid, Checkbox, ComboBox, DateInput, DatePicker, DateSegment, Dialog, Form, Group, Heading, Input, Label, ListBox, ListBoxItem, NumberField, Popover, Radio, RadioGroup, Select, SelectValue,
  Switch, TextField,
} from 'react-aria-components';
import { cities, contacts, draw, statuses } from './order';

const Options = ({ list }) => <Popover><ListBox>{list.map(({ value, label }) => <ListBoxItem key={value} id={value}>{label}</ListBoxItem>)}</ListBox></Popover>;

draw(({ put, send }) => (
  <Form aria-label="Order" onSubmit={send}>
    <TextField onChange={value => put('name', value)}><Label>Name</Label><Input /></TextField>
    <Select onChange={value => put('status', value)}><Label>Status</Label><Button><SelectValue /></Button><Options list={statuses} /></Select>
    <ComboBox onChange={value => put('city', value)}><Label>City</Label><div><Input /><Button>v</Button></div><Options list={cities} /></ComboBox>
    <NumberField onChange={value => put('quantity', value)}><Label>Quantity</Label><Group><Button slot="decrement">-</Button><Input /><Button slot="increment">+</Button></Group></NumberField>
    <DatePicker onChange={value => put('due', value?.toString())}>
      <Label>Due</Label><Group><DateInput>{segment => <DateSegment segment={segment} />}</DateInput><Button>v</Button></Group>
      <Popover><Dialog><Calendar><header><Button slot="previous">‹</Button><Heading /><Button slot="next">›</Button></header><CalendarGrid>{date => <CalendarCell date={date} />}</CalendarGrid></Calendar></Dialog></Popover>
    </DatePicker>
    <RadioGroup onChange={value => put('by', value)}><Label>Contact by</Label>{contacts.map(({ value, label }) => <Radio key={value} value={value}>{label}</Radio>)}</RadioGroup>
    <Switch onChange={on => put('urgent', on)}>Urgent</Switch>
    <Checkbox onChange={on => put('terms', on)}>I agree</Checkbox>
    <Button type="submit">Save</Button>
  </Form>
));
