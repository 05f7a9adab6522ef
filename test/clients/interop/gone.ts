/** What clients do without the token endpoint, and the words by which a test knows it. */
export const timesOut = 'works until its token expires; then every call times out';
export const askedNext = 'works until 80 % of the lifetime of its token; then every call fails';
export const unnoticed = 'no interruption';
// The producer waits in vain, the consumer is told: whichever comes first.
export const javaGone = {
  codes: [1, 2],
  says: /ConnectException|Connection refused/,
  text: 'works until its token expires; then the producer times out, and the consumer fails with `SaslAuthenticationException`',
};
export const consoleGone = {
  codes: [0],
  says: /ConnectException|Connection refused/,
  text: 'works until its token expires; then it writes nothing, but the producer **exits with 0**',
};
export const streamsGone = {
  codes: [1],
  says: /exception handler opted to SHUTDOWN_CLIENT/,
  text: 'works until its token expires; then the client shuts down (`SHUTDOWN_CLIENT`)',
};
export const springGone = {
  codes: [1],
  says: /Fatal consumer exception; stopping container/,
  text: 'works until its token expires; then the producer times out, and the listener ends (`Fatal consumer exception; stopping container`)',
};
// It takes a token for used up 30 s before its end.
export const flinkGone = {
  codes: [1],
  says: /Failed to connect|Connection refused/,
  text: 'works until 30 s before its token expires; then every query fails',
};
export const librdkafkaSays = /Failed to acquire SASL OAUTHBEARER token/;
export const librdkafkaText = `reports an error and retries every 10 s; ${timesOut}`;
