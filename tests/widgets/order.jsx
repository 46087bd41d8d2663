// What the pages of libraries for React share: an order, kept by keys that no element shows, and sent as JSON.
import { createRoot } from 'react-dom/client';
import { useState } from 'react';

const keyed = (first, ...labels) => labels.map((label, at) => ({ value: String(first + at), label }));
export const statuses = keyed(71, 'New', 'Paid', 'Late');
export const tags = keyed(81, 'Red', 'Green', 'Blue');
export const cities = keyed(100, 'Berlin', 'Bern', 'Bergen', 'Hamburg');
export const contacts = keyed(1, 'Mail', 'Phone');
export const found = typed => cities.filter(city => city.label.toLowerCase().includes(typed.toLowerCase()));

/** The order, `put` for one of its values, and `send`. */
export const useOrder = () => {
  const [order, setOrder] = useState({ tags: [] });
  const [done, setDone] = useState(false);
  const put = (name, value) => setOrder(old => ({ ...old, [name]: value }));
  const send = async event => {
    event.preventDefault();
    const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) });
    setDone(answer.ok);
  };
  return { order, put, send, done };
};

/** Draws a form of it; once it is sent, thanks. */
export const draw = Fields => {
  const Page = () => {
    const { done, ...rest } = useOrder();
    return done ? <h1>Thank you</h1> : <Fields {...rest} />;
  };
  createRoot(document.getElementById('root')).render(<Page />);
};
