import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import { Button, Checkbox, Group, MantineProvider, MultiSelect, NumberInput, Radio, Select, Switch, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { cities, contacts, draw, statuses, tags } from './order';

draw(({ put, send }) => (
  <MantineProvider>
    <form aria-label="Order" onSubmit={send}>
      <TextInput label="Name" onChange={event => put('name', event.target.value)} />
      <Select label="Status" data={statuses} onChange={value => put('status', value)} />
      <MultiSelect label="Tags" data={tags} onChange={values => put('tags', values)} />
      <Select label="City" searchable data={cities} onChange={value => put('city', value)} />
      <DateInput label="Due" onChange={value => put('due', value)} />
      <NumberInput label="Quantity" onChange={value => put('quantity', value)} />
      <Radio.Group label="Contact by" onChange={value => put('by', value)}><Group>{contacts.map(contact => <Radio key={contact.value} {...contact} />)}</Group></Radio.Group>
      <Switch label="Urgent" onChange={event => put('urgent', event.target.checked)} />
      <Checkbox label="I agree" onChange={event => put('terms', event.target.checked)} />
      <Button type="submit">Save</Button>
    </form>
  </MantineProvider>
));
