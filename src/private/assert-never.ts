/** Makes the compiler list every place that must learn about a new kind: reaching this at run time is our bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}: please report this as a bug of cdk-container-platform`);
}
