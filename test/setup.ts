/** The CDK's own validator costs seconds in each test file. The suites that are about it switch it on for themselves. */
process.env.CDK_VALIDATION ??= 'false';
