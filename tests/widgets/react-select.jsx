import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import Select from 'react-select';
import Creatable from 'react-select/creatable';

const options = names => names.map((name, at) => ({ value: 71 + at, label: name }));

function Order() {
  const [chosen, setChosen] = useState({});
  const [done, setDone] = useState(false);
  const choose = name => option => setChosen({ ...chosen, [name]: Array.isArray(option) ? option.map(one => one.value) : option?.value });
  const send = async event => {
    event.preventDefault();
    const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(chosen) });
    setDone(answer.ok);
  };
  if (done) return <h1>Thank you</h1>;
  return (
    <form aria-label="Order" onSubmit={send} style={{ maxWidth: 500, margin: 20 }}>
      <section><label htmlFor="status">Status</label><Select options={options(['Open', 'Paid', 'Late'])} onChange={choose('status')} /></section>
      <section><label htmlFor="city">City</label><Select inputId="city" options={options(['Berlin', 'Bern', ...Array.from({ length: 60 }, (_, at) => `City ${at + 1}`)])} onChange={choose('city')} isClearable /></section>
      <section><label>Tags</label><Select isMulti options={options(['Red', 'Green', 'Blue'])} onChange={choose('tags')} /></section>
      <section><label>Owner</label><Creatable options={options(['Ada', 'Bob'])} onChange={choose('owner')} /></section>
      <button type="submit">Send</button>
    </form>
  );
}

createRoot(document.getElementById('root')).render(<Order />);
