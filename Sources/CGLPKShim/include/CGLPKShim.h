// SPDX-License-Identifier: GPL-3.0-or-later
//
// Guarded calls of GLPK. GLPK ends the process on an error unless an error hook leaves by longjmp; it prints to the terminal unless
// hooked; its environment belongs to a thread. Here every call runs under setjmp, so that a fault comes back as WX_FAULT with a message,
// and nothing is printed. After a fault the thread's environment is freed and with it all of the thread's programs: their handles
// answer WX_LOST from then on and must only be closed. A handle must be used on the thread that opened it (else WX_WRONG_THREAD).
// No type or constant of GLPK's appears here. Indices count from 0.
#ifndef CGLPKSHIM_H
#define CGLPKSHIM_H

#include <stdint.h>

typedef struct wx_lp wx_lp;
typedef struct wx_flag wx_flag;

/// Results of calls.
enum {
    WX_OK = 0,
    WX_FAULT = -1,
    WX_LOST = -2,
    WX_WRONG_THREAD = -3,
    WX_CANCELLED = -4,
    WX_BAD_INDEX = -5,
    WX_NO_MEMORY = -6,
};

/// How a run of a solver ended.
enum {
    WX_RUN_OPTIMAL = 0,
    WX_RUN_INFEASIBLE = 1,
    WX_RUN_UNBOUNDED = 2,
    WX_RUN_ITERATIONS = 3,
    WX_RUN_TIME = 4,
    WX_RUN_NODES = 5,
    WX_RUN_CANCELLED = 6,
    /// Stopped without an answer: singular basis, instability.
    WX_RUN_TROUBLE = 7,
    /// The search ended within the relative gap asked for.
    WX_RUN_GAP = 8,
};

/// How a variable or row stands in a basis.
enum { WX_BASIC = 0, WX_AT_LOWER = 1, WX_AT_UPPER = 2, WX_FREE = 3, WX_FIXED = 4 };

/// A flag that another thread or a signal handler may raise while a solver runs.
wx_flag *wx_flag_new(void);
void wx_flag_free(wx_flag *flag);
void wx_flag_set(wx_flag *flag, int value);
int wx_flag_get(const wx_flag *flag);

/// Null when memory is short.
wx_lp *wx_open(void);
/// Closes on the thread that opened; the last close of a thread frees GLPK's environment of that thread.
void wx_close(wx_lp *lp);
/// What GLPK said last on this thread (fault or not); never null.
const char *wx_message(void);
/// Limits GLPK's memory on this thread, in megabytes, until its last program is closed.
int wx_memory_limit(wx_lp *lp, int megabytes);

/// Replaces the whole program. `integer` may be null. The matrix is column-wise without duplicates.
int wx_load(wx_lp *lp, int maximize, int columns, const double *lower, const double *upper, const double *cost,
            const uint8_t *integer, int rows, const double *row_lower, const double *row_upper, const int64_t *starts,
            const int32_t *indices, const double *values);
int wx_add_row(wx_lp *lp, double lower, double upper, int count, const int32_t *columns, const double *values);
int wx_add_column(wx_lp *lp, double lower, double upper, double cost, int integer, int count, const int32_t *rows,
                  const double *values);
int wx_delete_rows(wx_lp *lp, int count, const int32_t *rows);
int wx_delete_columns(wx_lp *lp, int count, const int32_t *columns);
int wx_set_column_bounds(wx_lp *lp, int column, double lower, double upper);
int wx_set_row_bounds(wx_lp *lp, int row, double lower, double upper);
int wx_set_cost(wx_lp *lp, int column, double cost);
int wx_set_column(wx_lp *lp, int column, int count, const int32_t *rows, const double *values);
int wx_set_row(wx_lp *lp, int row, int count, const int32_t *columns, const double *values);
/// Number of entries; `rows` and `values` must hold as many as the program has rows. Null counts only.
int wx_get_column(wx_lp *lp, int column, int32_t *rows, double *values);
int wx_rows(wx_lp *lp);
int wx_columns(wx_lp *lp);
/// Scales automatically, or not at all.
int wx_scale(wx_lp *lp, int on);

typedef struct {
    /// 1: dual simplex; 0: primal simplex.
    int dual;
    /// 0: the long-step ratio test; 1: Harris's; 2: the textbook's ratio test and pricing.
    int careful;
    int presolve;
    /// Starts from a fresh advanced basis.
    int fresh;
    int iteration_limit;
    int milliseconds;
    double tolerance;
    const wx_flag *flag;
} wx_simplex_options;

/// Writes a WX_RUN_ value to `run`, and GLPK's own return code to `code`.
int wx_simplex(wx_lp *lp, const wx_simplex_options *options, int *run, int *code);
/// Iterations of the simplex method since the program was opened.
int wx_iterations(wx_lp *lp);
/// GLPK's word for the state of the basic solution.
const char *wx_status_word(wx_lp *lp, int integer);
/// The last basic solution. Any pointer may be null.
int wx_solution(wx_lp *lp, double *objective, double *x, double *row_prices, double *reduced_costs, double *row_values);
/// WX_BASIC and so on; either pointer may be null.
int wx_basis(wx_lp *lp, uint8_t *rows, uint8_t *columns);
int wx_set_basis(wx_lp *lp, const uint8_t *rows, const uint8_t *columns);

typedef struct {
    double relative_gap;
    int64_t node_limit;
    int milliseconds;
    int cuts;
    int rounding;
    const wx_flag *flag;
    /// A point to start from, one value a column, or null.
    const double *start;
} wx_integer_options;

typedef struct {
    int run;
    int code;
    int has_solution;
    double objective;
    /// The tree's best bound; meaningless when `run` is infeasible.
    double bound;
    int64_t nodes;
} wx_integer_result;

/// Branch and bound from the optimal basis of the last wx_simplex.
int wx_branch(wx_lp *lp, const wx_integer_options *options, wx_integer_result *result);
int wx_integer_solution(wx_lp *lp, double *x);
/// format 0: LP, 1: free MPS. Reads into the handle.
int wx_read(wx_lp *lp, int format, const char *path);
/// Writes a file by way of a temporary one beside it; 0 or errno.
int wx_write(const char *path, const uint8_t *bytes, int64_t count);
/// Columns' bounds, costs and kinds, rows' bounds and the direction, as the handle has them.
int wx_describe(wx_lp *lp, int *maximize, double *lower, double *upper, double *cost, uint8_t *integer, double *row_lower,
                double *row_upper, double *constant);
/// Name of a column or row, or null.
const char *wx_name(wx_lp *lp, int column, int index);

#endif
