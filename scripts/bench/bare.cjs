// The cheapest way to start: CommonJS and one module of Node.
require('./calls.cjs')(
  process.env.STS_URL.startsWith('https:') ? require('node:https') : require('node:http'),
);
