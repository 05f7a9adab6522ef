// An ES module, as the action is.
import http from 'node:http';
import calls from './calls.cjs';

await calls(http);
