import { roundTrip } from './kafka.js';
import { load } from './trip.js';

const topic = process.env.INTEROP_NAME;
const { kafka } = load('kafka');
const consumer = kafka.consumer({ 'group.id': topic, 'auto.offset.reset': 'earliest' });

await roundTrip(kafka.producer(), consumer, { topic });
