/** CloudFormation keeps some 1000 characters of a reason, of which the framework needs a few. */
export const ROOM = 900;
