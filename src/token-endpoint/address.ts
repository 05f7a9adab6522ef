/** Only processes of this machine can reach it. */
export const ADDRESS = '127.0.0.1';

/** Where it serves GitHub ID tokens, for clients that show them to Confluent themselves. */
export const ID_TOKEN_PATH = '/oauth2/token';
/** Where it serves Confluent Cloud access tokens: the path of Confluent's own STS. */
export const ACCESS_TOKEN_PATH = '/sts/v1/oauth2/token';
/** Where post ends it. */
export const STOP_PATH = '/stop';

/** The argument by which index.ts knows that it is the token endpoint. */
export const SERVE = 'serve';
