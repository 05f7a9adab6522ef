import { roundTrip } from './kafka.js';
import { load } from './trip.js';

const topic = process.env.INTEROP_NAME;
const { kafka, endAfterCrash } = load('kafka', 'endAfterCrash');
const consumer = kafka.consumer({ groupId: topic });
endAfterCrash(consumer);

const isAuthentication = (error) => /SASL|auth/i.test(`${error.name} ${error.message}`);
await roundTrip(kafka.producer(), consumer, { topic, fromBeginning: true }, isAuthentication);
