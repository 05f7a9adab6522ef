// A bare HTTP server that answers every request with the same bytes, after reading its body.
const { createServer } = require('node:http');

const body = process.argv[2];
const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  pragma: 'no-cache',
  'content-length': Buffer.byteLength(body),
};
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(body));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
