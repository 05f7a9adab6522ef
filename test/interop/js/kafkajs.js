import { load, trip } from './trip.js';

const topic = process.env.INTEROP_NAME;
const kafka = load('kafka');
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: topic });
const seen = new Set();
const waiting = new Map();

async function write(value) {
  if (seen.size === 0) await producer.connect();
  await producer.send({ topic, messages: [{ value }] });
}

async function read(value) {
  if (seen.size === 0 && waiting.size === 0) await startReading();
  if (!seen.has(value)) await new Promise((resolve) => waiting.set(value, resolve));
}

async function startReading() {
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      seen.add(String(message.value));
      waiting.get(String(message.value))?.();
    },
  });
}

await trip(write, read, (error) => /SASL|auth/i.test(`${error.name} ${error.message}`));
