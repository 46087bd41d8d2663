import { Button, ChakraProvider, Checkbox, Combobox, Field, Input, NumberInput, Portal, RadioGroup, Select, Switch, createListCollection, defaultSystem } from '@chakra-ui/react';
import { useState } from 'react';
import { contacts, draw, found, statuses, tags } from './order';

const List = ({ items, label, ...rest }) => (
  <Select.Root collection={createListCollection({ items })} {...rest}>
    <Select.HiddenSelect /><Select.Label>{label}</Select.Label>
    <Select.Control><Select.Trigger><Select.ValueText placeholder="Choose" /></Select.Trigger><Select.IndicatorGroup><Select.Indicator /></Select.IndicatorGroup></Select.Control>
    <Portal><Select.Positioner><Select.Content>{items.map(item => <Select.Item item={item} key={item.value}>{item.label}<Select.ItemIndicator /></Select.Item>)}</Select.Content></Select.Positioner></Portal>
  </Select.Root>
);

draw(({ put, send }) => {
  const [typed, setTyped] = useState('');
  const offered = found(typed);
  return (
    <ChakraProvider value={defaultSystem}>
      <form aria-label="Order" onSubmit={send}>
        <Field.Root><Field.Label>Name</Field.Label><Input onChange={event => put('name', event.target.value)} /></Field.Root>
        <List items={statuses} label="Status" onValueChange={({ value }) => put('status', value[0])} />
        <List items={tags} label="Tags" multiple onValueChange={({ value }) => put('tags', value)} />
        <Combobox.Root collection={createListCollection({ items: offered })} onInputValueChange={({ inputValue }) => setTyped(inputValue)} onValueChange={({ value }) => put('city', value[0])}>
          <Combobox.Label>City</Combobox.Label><Combobox.Control><Combobox.Input /><Combobox.IndicatorGroup><Combobox.Trigger /></Combobox.IndicatorGroup></Combobox.Control>
          <Portal><Combobox.Positioner><Combobox.Content>{offered.map(item => <Combobox.Item item={item} key={item.value}>{item.label}<Combobox.ItemIndicator /></Combobox.Item>)}</Combobox.Content></Combobox.Positioner></Portal>
        </Combobox.Root>
        <Field.Root><Field.Label>Quantity</Field.Label><NumberInput.Root onValueChange={({ valueAsNumber }) => put('quantity', valueAsNumber)}><NumberInput.Control /><NumberInput.Input /></NumberInput.Root></Field.Root>
        <RadioGroup.Root onValueChange={({ value }) => put('by', value)}><RadioGroup.Label>Contact by</RadioGroup.Label>{contacts.map(({ value, label }) => (
          <RadioGroup.Item key={value} value={value}><RadioGroup.ItemHiddenInput /><RadioGroup.ItemIndicator /><RadioGroup.ItemText>{label}</RadioGroup.ItemText></RadioGroup.Item>))}</RadioGroup.Root>
        <Switch.Root onCheckedChange={({ checked }) => put('urgent', checked)}><Switch.HiddenInput /><Switch.Control /><Switch.Label>Urgent</Switch.Label></Switch.Root>
        <Checkbox.Root onCheckedChange={({ checked }) => put('terms', checked)}><Checkbox.HiddenInput /><Checkbox.Control /><Checkbox.Label>I agree</Checkbox.Label></Checkbox.Root>
        <Button type="submit">Save</Button>
      </form>
    </ChakraProvider>
  );
});
