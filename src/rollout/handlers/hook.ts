export const hook = () => Promise.reject(new Error('not there yet'));
