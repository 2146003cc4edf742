/** An error as an AWS service answers it: a code the SDK turns into the exception's name, and a message. */
export class ServiceError extends Error {
  constructor(public readonly code: string, message: string, public readonly status = 400) {
    super(message);
    this.name = code;
  }
}

/** What CloudFormation calls nearly everything that is wrong with a request or a template. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
