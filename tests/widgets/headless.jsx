import { Checkbox, Combobox, ComboboxInput, ComboboxOption, ComboboxOptions, Field, Label, Listbox, ListboxButton, ListboxOption, ListboxOptions, Radio, RadioGroup, Switch } from '@headlessui/react';
import { useState } from 'react';
import { cities, contacts, draw, found, statuses, tags } from './order';

const named = (list, values) => list.filter(({ value }) => values.includes(value)).map(({ label }) => label).join(', ') || 'Choose';
const Options = ({ list }) => <ListboxOptions anchor="bottom">{list.map(({ value, label }) => <ListboxOption key={value} value={value}>{label}</ListboxOption>)}</ListboxOptions>;

draw(({ order, put, send }) => {
  const [typed, setTyped] = useState('');
  return (
    <form aria-label="Order" onSubmit={send}>
      <div><label htmlFor="name">Name</label><input id="name" onChange={event => put('name', event.target.value)} /></div>
      <Field><Label>Status</Label><Listbox value={order.status ?? null} onChange={value => put('status', value)}><ListboxButton>{named(statuses, [order.status])}</ListboxButton><Options list={statuses} /></Listbox></Field>
      <Field><Label>Tags</Label><Listbox multiple value={order.tags} onChange={values => put('tags', values)}><ListboxButton>{named(tags, order.tags)}</ListboxButton><Options list={tags} /></Listbox></Field>
      <Field><Label>City</Label>
        <Combobox value={cities.find(({ value }) => value === order.city) ?? null} onChange={city => put('city', city?.value)}>
          <ComboboxInput displayValue={city => city?.label ?? ''} onChange={event => setTyped(event.target.value)} />
          <ComboboxOptions anchor="bottom">{found(typed).map(city => <ComboboxOption key={city.value} value={city}>{city.label}</ComboboxOption>)}</ComboboxOptions>
        </Combobox></Field>
      <Field><Label>Contact by</Label>
        <RadioGroup value={order.by ?? null} onChange={value => put('by', value)} aria-label="Contact by">{contacts.map(({ value, label }) => <Field key={value}><Radio value={value}><span>o</span></Radio><Label>{label}</Label></Field>)}</RadioGroup></Field>
      <Field><Label>Urgent</Label><Switch checked={order.urgent ?? false} onChange={on => put('urgent', on)}><span /></Switch></Field>
      <Field><Checkbox checked={order.terms ?? false} onChange={on => put('terms', on)}><span>v</span></Checkbox><Label>I agree</Label></Field>
      <button type="submit">Save</button>
    </form>
  );
});
