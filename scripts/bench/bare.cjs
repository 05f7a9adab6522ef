// The least that makes the same two calls, and the cheapest way to start: what the action is measured against.
const {
  ACTIONS_ID_TOKEN_REQUEST_URL: url,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
  STS_URL: sts,
} = process.env;
const http = sts.startsWith('https:') ? require('node:https') : require('node:http');

function call(target, options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(target, options, async (reply) => {
      const chunks = await reply.toArray();
      resolve(JSON.parse(Buffer.concat(chunks).toString()));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function main() {
  const audience = encodeURIComponent('https://api.confluent.cloud');
  const { value } = await call(`${url}&audience=${audience}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const form = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: value,
    identity_pool_id: 'pool-abc1',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    expires_in: '900',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const exchange = { method: 'POST', headers };
  const { access_token } = await call(`${sts}/sts/v1/oauth2/token`, exchange, form.toString());
  console.log(access_token.length);
}

main();
