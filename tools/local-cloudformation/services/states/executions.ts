/** State machines that run. Their definitions are the live resources'. */
import { Definition, execute } from './interpreter';
import { StateFailed } from './paths';
import { ServiceError } from '../../engine/errors';
import type { Account } from '../../resources/account';

export interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startDate: Date;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  stopDate?: Date;
  output?: string;
  error?: string;
  cause?: string;
}

/** How many ended executions are remembered. */
const KEPT = 100;

export class StateMachines {
  private executions: Execution[] = [];
  /** By ARN; a name is taken for longer than anything here lasts. */
  private readonly taken = new Set<string>();

  constructor(private readonly account: Account) {}

  public start(stateMachineArn: string, input = '{}', name = this.account.random(32)): Execution {
    const machine = this.account.find('AWS::StepFunctions::StateMachine', stateMachineArn);
    if (!machine) { throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`); }
    const { properties } = machine;
    const definition = (properties.Definition ?? JSON.parse(String(properties.DefinitionString))) as Definition;
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    if (this.taken.has(executionArn)) { return this.again(executionArn, input); }
    this.taken.add(executionArn);
    const execution: Execution = { executionArn, stateMachineArn, name, input, startDate: this.account.clock.now(), status: 'RUNNING' };
    const context = {
      Execution: { Id: execution.executionArn, Name: name, Input: JSON.parse(input) as unknown, StartTime: execution.startDate.toISOString() },
      StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').pop() },
    };
    this.executions = [...this.executions.filter(known => known.status === 'RUNNING' || this.executions.length < KEPT), execution];
    this.account.agenda.spawn(async () => {
      try {
        const output = await execute(this.account, definition, JSON.parse(input), context, String(properties.RoleArn));
        Object.assign(execution, { status: 'SUCCEEDED', output: JSON.stringify(output ?? null) });
      } catch (error) {
        if (!(error instanceof StateFailed)) { throw error; }
        Object.assign(execution, { status: 'FAILED', error: error.error, cause: error.cause });
      }
      execution.stopDate = this.account.clock.now();
    });
    return execution;
  }

  public find(executionArn: string): Execution | undefined {
    return this.executions.find(execution => execution.executionArn === executionArn);
  }

  public of(stateMachineArn: string): Execution[] {
    return this.executions.filter(execution => execution.stateMachineArn === stateMachineArn);
  }

  /** Saying the same twice starts it once, as long as it runs. */
  private again(executionArn: string, input: string): Execution {
    const known = this.find(executionArn);
    if (known?.status === 'RUNNING' && known.input === input) { return known; }
    throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
  }
}
