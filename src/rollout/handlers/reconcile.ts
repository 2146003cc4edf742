export const onEvent = () => Promise.reject(new Error('not there yet'));
export const isComplete = () => Promise.reject(new Error('not there yet'));
