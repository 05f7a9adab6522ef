import { load, trip } from './trip.js';

const { registry } = load('registry');
const subject = (value) => `${process.env.INTEROP_NAME}-${value.replace(' ', '-')}`;
let id;

async function write(value) {
  const schema = JSON.stringify({ type: 'fixed', name: value.replace(' ', ''), size: 1 });
  ({ id } = await registry.register({ type: 'AVRO', schema }, { subject: subject(value) }));
}

async function read(value) {
  const found = await registry.getLatestSchemaId(subject(value));
  if (found !== id) throw new Error(`read ${found} where ${id} was registered`);
}

await trip(write, read);
