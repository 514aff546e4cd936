/**
 * The most of a text that a task model is sent at once, in estimated tokens: BERT and its kin read 512 of their own
 * (https://arxiv.org/abs/1810.04805), which are shorter than those the estimate is made for.
 */
export const TASK_TOKENS = 300;

/** How many requests of one analysis a task model is sent at the same time: the default of inkling.requestsPerHost. */
export const TASKS_AT_ONCE = 4;
