import * as iam from 'aws-cdk-lib/aws-iam';
import { IResolveContext } from 'aws-cdk-lib/core';
import { Rule, said, statement } from './rule';

/** A document that grows with what it is about: workloads may still come when it is made. */
export class PackDocument extends iam.PolicyDocument {
  private readonly added: iam.PolicyStatement[] = [];

  constructor(private readonly rules: () => readonly Rule[]) {
    super();
  }

  public override get isEmpty(): boolean {
    return this.statementCount === 0;
  }

  public override get statementCount(): number {
    return said(this.rules()).length + this.added.length;
  }

  public override addStatements(...statements: iam.PolicyStatement[]): void {
    // The constructor of the CDK adds nothing before there is anything to add to.
    if (statements.length > 0) {
      this.added.push(...statements);
    }
  }

  public override resolve(context: IResolveContext): unknown {
    return this.now().resolve(context);
  }

  public override toJSON(): unknown {
    return this.now().toJSON();
  }

  private now(): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: [...said(this.rules()).map(statement), ...this.added] });
  }
}
