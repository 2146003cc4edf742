export const resumeScaling = () => Promise.reject(new Error('not there yet'));
