import 'primereact/resources/primereact.min.css';
import { AutoComplete } from 'primereact/autocomplete';
import { Button } from 'primereact/button';
import { Calendar } from 'primereact/calendar';
import { Checkbox } from 'primereact/checkbox';
import { Dropdown } from 'primereact/dropdown';
import { InputNumber } from 'primereact/inputnumber';
import { InputSwitch } from 'primereact/inputswitch';
import { InputText } from 'primereact/inputtext';
import { MultiSelect } from 'primereact/multiselect';
import { RadioButton } from 'primereact/radiobutton';
import { useState } from 'react';
import { contacts, draw, found, statuses, tags } from './order';

const Labelled = ({ id, label, children }) => <div><label htmlFor={id}>{label}</label>{children}</div>;

draw(({ order, put, send }) => {
  const [offered, setOffered] = useState([]);
  return (
    <form aria-label="Order" onSubmit={send}>
      <Labelled id="name" label="Name"><InputText id="name" onChange={event => put('name', event.target.value)} /></Labelled>
      <Labelled id="status" label="Status"><Dropdown inputId="status" value={order.status} options={statuses} placeholder="Choose" onChange={({ value }) => put('status', value)} /></Labelled>
      <Labelled id="tags" label="Tags"><MultiSelect inputId="tags" value={order.tags} options={tags} onChange={({ value }) => put('tags', value)} /></Labelled>
      <Labelled id="city" label="City"><AutoComplete inputId="city" field="label" value={order.city ?? ''} suggestions={offered} completeMethod={({ query }) => setOffered(found(query))} onChange={({ value }) => put('city', value)} /></Labelled>
      <Labelled id="due" label="Due"><Calendar inputId="due" dateFormat="yy-mm-dd" value={order.due} onChange={({ value }) => put('due', value)} /></Labelled>
      <Labelled id="quantity" label="Quantity"><InputNumber inputId="quantity" onValueChange={({ value }) => put('quantity', value)} /></Labelled>
      <fieldset><legend>Contact by</legend>{contacts.map(({ value, label }) => (
        <span key={value}><RadioButton inputId={`by-${value}`} name="by" value={Number(value)} checked={order.by === Number(value)} onChange={event => put('by', event.value)} /><label htmlFor={`by-${value}`}>{label}</label></span>))}</fieldset>
      <Labelled id="urgent" label="Urgent"><InputSwitch inputId="urgent" checked={order.urgent ?? false} onChange={({ value }) => put('urgent', value)} /></Labelled>
      <Labelled id="terms" label="I agree"><Checkbox inputId="terms" checked={order.terms ?? false} onChange={({ checked }) => put('terms', checked)} /></Labelled>
      <Button type="submit" label="Save" />
    </form>
  );
});
