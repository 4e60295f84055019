#ifndef FAULT_POINT_H
#define FAULT_POINT_H

/*
 * Places where the tests end or hold the program, each by its name; tests/faults
 * lists what is done there. Only a build with FAULT_POINTS has them: in any other
 * they compile to nothing.
 *
 * ISPROFILE_STOP_AT=NAME[:N[:DEED]] acts when a process passes NAME for the N-th
 * time (1 unless told). DEED is "kill", which ends the whole process group at once, unless
 * told; "die" ends this process alone, "term" sends SIGTERM to the group, "hold" stops
 * this process until SIGCONT.
 */
#ifdef FAULT_POINTS
void fault_point_pass(const char *name);
#else
static inline void
fault_point_pass(const char *name)
{
    (void)name;
}
#endif

#endif
