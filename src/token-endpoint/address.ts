/** The address of this machine that only its own processes can reach. */
export const ADDRESS = '127.0.0.1';

/** Path of GitHub ID tokens, for clients that show them to Confluent themselves. */
export const ID_TOKEN_PATH = '/oauth2/token';
/** Path of Confluent Cloud access tokens; Confluent's own STS has the same. */
export const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
/** Path by which post ends the token endpoint. */
export const STOP_PATH = '/stop';

/** The argument by which index.ts knows that it is the token endpoint. */
export const SERVE = 'serve';
