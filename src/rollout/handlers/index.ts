/** What Lambda calls: one export for each function of the library that runs on a user's account. */
export { answer } from './answer';
export { hook } from './hook';
export { isComplete, onEvent } from './reconcile';
export { resumeScaling } from './resume-scaling';
