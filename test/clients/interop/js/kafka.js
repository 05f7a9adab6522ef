import { trip } from './trip.js';

/** A trip over a producer and a consumer whose API is that of kafkajs. */
export async function roundTrip(producer, consumer, subscription, isAuthentication) {
  const { topic } = subscription;
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
    await consumer.subscribe(subscription);
    await consumer.run({
      eachMessage: async ({ message }) => {
        seen.add(String(message.value));
        waiting.get(String(message.value))?.();
      },
    });
  }

  await trip(write, read, isAuthentication);
}
