/** What Lambda calls: one export for each function of the library that runs on a user's account. */
export {};
