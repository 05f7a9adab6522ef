// The cheapest way to start: CommonJS and one module of Node.
require('./calls.cjs')(require('node:http'));
