import * as Checkbox from '@radix-ui/react-checkbox';
import * as Radio from '@radix-ui/react-radio-group';
import * as Select from '@radix-ui/react-select';
import * as Switch from '@radix-ui/react-switch';
import { contacts, draw, statuses } from './order';

draw(({ put, send }) => (
  <form aria-label="Order" onSubmit={send}>
    <div><label htmlFor="name">Name</label><input id="name" onChange={event => put('name', event.target.value)} /></div>
    <div><label htmlFor="status">Status</label>
      <Select.Root onValueChange={value => put('status', value)}>
        <Select.Trigger id="status"><Select.Value placeholder="Choose" /><Select.Icon /></Select.Trigger>
        <Select.Portal><Select.Content><Select.Viewport>
          {statuses.map(({ value, label }) => <Select.Item key={value} value={value}><Select.ItemText>{label}</Select.ItemText></Select.Item>)}
        </Select.Viewport></Select.Content></Select.Portal>
      </Select.Root></div>
    <div><span id="by">Contact by</span>
      <Radio.Root aria-labelledby="by" onValueChange={value => put('by', value)}>
        {contacts.map(({ value, label }) => <div key={value}><Radio.Item value={value} id={`by-${value}`}><Radio.Indicator>o</Radio.Indicator></Radio.Item><label htmlFor={`by-${value}`}>{label}</label></div>)}
      </Radio.Root></div>
    <div><Switch.Root id="urgent" onCheckedChange={on => put('urgent', on)}><Switch.Thumb /></Switch.Root><label htmlFor="urgent">Urgent</label></div>
    <div><Checkbox.Root id="terms" onCheckedChange={on => put('terms', on)}><Checkbox.Indicator>x</Checkbox.Indicator></Checkbox.Root><label htmlFor="terms">I agree</label></div>
    <button type="submit">Save</button>
  </form>
));
