/** The version in package.json (a test holds them together); part of the user agent. */
export const VERSION = '1.0.0';
