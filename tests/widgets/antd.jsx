import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import { AutoComplete, Button, Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select, Slider, Switch, TimePicker, TreeSelect } from 'antd';

const countries = ['Germany', 'Austria', ...Array.from({ length: 80 }, (_, at) => `Country ${at + 1}`)].map((name, at) => ({ value: `C-${at}`, label: name }));
const tree = [{ value: 1, title: 'Europe', selectable: false, children: [{ value: 11, title: 'Berlin' }, { value: 12, title: 'Bern' }] }, { value: 2, title: 'Asia', selectable: false, children: [{ value: 21, title: 'Osaka' }] }];

function Order() {
  const [done, setDone] = useState(false);
  const send = async values => {
    const day = value => value?.format('YYYY-MM-DD');
    const body = { ...values, due: day(values.due), from: day(values.stay?.[0]), to: day(values.stay?.[1]), stay: undefined, at: values.at?.format('HH:mm') };
    const answer = await fetch('/save', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    setDone(answer.ok);
  };
  if (done) return <h1>Thank you</h1>;
  return (
    <Form layout="vertical" onFinish={send} aria-label="Order" style={{ maxWidth: 500, margin: 20 }}>
      <Form.Item label="Name" name="name" rules={[{ required: true }]}><Input /></Form.Item>
      <Form.Item label="Quantity" name="quantity"><InputNumber /></Form.Item>
      <Form.Item label="Size" name="size"><Select options={[{ value: 1, label: 'S' }, { value: 2, label: 'M' }]} /></Form.Item>
      <Form.Item label="Country" name="country"><Select showSearch optionFilterProp="label" options={countries} /></Form.Item>
      <Form.Item label="Tags" name="tags"><Select mode="multiple" options={['red', 'green', 'blue'].map((name, at) => ({ value: 31 + at, label: name }))} /></Form.Item>
      <Form.Item label="City" name="city"><AutoComplete options={['Berlin', 'Bern'].map(value => ({ value }))} filterOption /></Form.Item>
      <Form.Item label="Due" name="due"><DatePicker /></Form.Item>
      <Form.Item label="Stay" name="stay"><DatePicker.RangePicker /></Form.Item>
      <Form.Item label="At" name="at"><TimePicker format="HH:mm" /></Form.Item>
      <Form.Item label="Place" name="place"><TreeSelect treeData={tree} treeDefaultExpandAll={false} /></Form.Item>
      <Form.Item label="Contact by" name="by"><Radio.Group options={['Mail', 'Phone']} /></Form.Item>
      <Form.Item label="Urgent" name="urgent" valuePropName="checked"><Switch /></Form.Item>
      <Form.Item name="terms" valuePropName="checked"><Checkbox>I agree</Checkbox></Form.Item>
      <Form.Item label="Share" name="share"><Slider step={5} /></Form.Item>
      <Button type="primary" htmlType="submit">Send</Button>
    </Form>
  );
}

createRoot(document.getElementById('root')).render(<Order />);
