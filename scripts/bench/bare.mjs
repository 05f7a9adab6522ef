// An ES module, as the action is.
import https from 'node:https';
import calls from './calls.cjs';

await calls(https);
