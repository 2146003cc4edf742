/** What is asked about images before they run. */
export * from './gate';
