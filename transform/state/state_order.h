#ifndef STATE_ORDER_H
#define STATE_ORDER_H

#include "transform/state/state_judge.h"

/*
 * The orders of struct state_row, for qsort(): 0 when nothing that an order looks at differs.
 * Names are compared as bytes, ASCII letters as capitals.
 */
typedef int state_order(const void *a, const void *b);

state_order state_order_by_ssid;
state_order state_order_by_birth;   /* SSID, LEA, birth date */
state_order state_order_by_person;  /* birth date, last name, first name */
state_order state_order_by_initial; /* of the middle name, those without one first */
state_order state_order_by_pupil;   /* person, SSID, LEA */
state_order state_order_by_name;    /* pupil, extract, record */

/* Of the rows of a question, groups together. Total. */
state_order *state_order_of(enum state_question question);

#endif
