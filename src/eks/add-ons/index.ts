export * from './add-on-props';
export { EksAddOns } from './add-ons';
export * from './capability';
export { EksObservability } from './observability';
