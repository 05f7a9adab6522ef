import { load, trip } from './trip.js';

const { registry } = load('registry');
const schema = (value) => JSON.stringify({ type: 'fixed', name: value.replace(' ', ''), size: 1 });
const subject = (value) => `${process.env.INTEROP_NAME}-${value.replace(' ', '-')}`;

const write = (value) => registry.register(subject(value), { schema: schema(value), schemaType: 'AVRO' });

async function read(value) {
  const found = (await registry.getLatestSchemaMetadata(subject(value))).schema;
  if (found !== schema(value)) throw new Error(`read ${found} where ${schema(value)} was registered`);
}

await trip(write, read);
