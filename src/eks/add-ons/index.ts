export * from './add-on-props';
export { EksAddOns } from './add-ons';
export * from './capability';
export { checkAddOns } from './checks';
export { IdentityCenterPrincipal } from './identity-center';
export { EksObservability } from './observability';
