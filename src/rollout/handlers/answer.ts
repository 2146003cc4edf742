export const answer = () => Promise.reject(new Error('not there yet'));
