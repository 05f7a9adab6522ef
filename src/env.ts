/** The environment of a process, handed in by the entry: nothing else reads `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;
