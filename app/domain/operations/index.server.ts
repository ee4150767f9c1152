/**
 * operations: what keeps the house running, as staff see it: how the queues stand, which jobs were given up.
 * Always true: a job that was given up stays listed until staff try it again or 90 days have passed; nobody is shown what a job carries.
 */
export { countJobs, type DeadJob, type JobCounts, listDeadJobs, pruneDeadJobs, retryDeadJob } from './dead-jobs.server.ts'
