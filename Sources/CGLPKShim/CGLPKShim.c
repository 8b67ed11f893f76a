// SPDX-License-Identifier: GPL-3.0-or-later
#include "CGLPKShim.h"

#include <errno.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wx_flag {
    atomic_int raised;
};

struct wx_lp {
    glp_prob *prob;
    pthread_t owner;
    // The thread's generation when the program was made: a fault frees the environment and begins a new one.
    int64_t generation;
    int scaled;
};

// What a thread knows about its GLPK environment.
static _Thread_local struct {
    jmp_buf exit;
    int64_t generation;
    int open;
    int cancelled;
    const wx_flag *flag;
    char message[512];
} here;

wx_flag *wx_flag_new(void) {
    wx_flag *flag = malloc(sizeof *flag);
    if (flag) atomic_init(&flag->raised, 0);
    return flag;
}
void wx_flag_free(wx_flag *flag) { free(flag); }
void wx_flag_set(wx_flag *flag, int value) { atomic_store(&flag->raised, value); }
int wx_flag_get(const wx_flag *flag) { return atomic_load((atomic_int *)&flag->raised); }

const char *wx_message(void) { return here.message; }

static int raised(void) { return here.flag && wx_flag_get(here.flag); }

// GLPK prints a line: keep it, print nothing. The simplex method prints regularly, which is the only moment to stop it.
static int on_print(void *info, const char *text) {
    (void)info;
    size_t length = strlen(text);
    if (length > 1) {
        if (length >= sizeof here.message) length = sizeof here.message - 1;
        memcpy(here.message, text, length);
        while (length > 0 && here.message[length - 1] == '\n') length--;
        here.message[length] = 0;
    }
    if (raised()) {
        here.cancelled = 1;
        longjmp(here.exit, 1);
    }
    return 1;
}

static void on_error(void *info) {
    (void)info;
    longjmp(here.exit, 1);
}

// Runs body with GLPK's exits caught. Only C frames lie between setjmp and longjmp.
static int guarded(int (*body)(void *), void *argument) {
    here.cancelled = 0;
    if (setjmp(here.exit) == 0) {
        glp_error_hook(on_error, NULL);
        glp_term_hook(on_print, NULL);
        int result = body(argument);
        here.flag = NULL;
        return result;
    }
    here.flag = NULL;
    glp_error_hook(NULL, NULL);
    glp_term_hook(NULL, NULL);
    glp_free_env();
    here.generation++;
    return here.cancelled ? WX_CANCELLED : WX_FAULT;
}

static int check(const wx_lp *lp) {
    if (!pthread_equal(lp->owner, pthread_self())) return WX_WRONG_THREAD;
    return lp->generation == here.generation && lp->prob ? WX_OK : WX_LOST;
}

#define CHECKED(lp)                        \
    do {                                   \
        int state = check(lp);             \
        if (state != WX_OK) return state;  \
    } while (0)

static int body_create(void *argument) {
    wx_lp *lp = argument;
    lp->prob = glp_create_prob();
    return WX_OK;
}

wx_lp *wx_open(void) {
    wx_lp *lp = calloc(1, sizeof *lp);
    if (!lp) return NULL;
    lp->owner = pthread_self();
    if (guarded(body_create, lp) != WX_OK) {
        free(lp);
        return NULL;
    }
    lp->generation = here.generation;
    here.open++;
    return lp;
}

static int body_delete(void *argument) {
    glp_delete_prob(((wx_lp *)argument)->prob);
    return WX_OK;
}

void wx_close(wx_lp *lp) {
    if (!lp || !pthread_equal(lp->owner, pthread_self())) return;  // elsewhere GLPK would abort: rather leak
    if (check(lp) == WX_OK) guarded(body_delete, lp);
    free(lp);
    if (--here.open == 0) {
        glp_error_hook(NULL, NULL);
        glp_term_hook(NULL, NULL);
        glp_free_env();
        here.generation++;
    }
}

int wx_memory_limit(wx_lp *lp, int megabytes) {
    CHECKED(lp);
    glp_mem_limit(megabytes);
    return WX_OK;
}

static int kind_of(double lower, double upper) {
    if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
    if (isinf(upper)) return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

// GLPK counts from 1: copies of index lists with 1 added and room for the unused first entry.
static int shifted(int count, const int32_t *from, const double *values, int limit, int **indices, double **copies) {
    *indices = malloc((size_t)(count + 1) * sizeof(int));
    *copies = malloc((size_t)(count + 1) * sizeof(double));
    if (!*indices || !*copies) {
        free(*indices);
        free(*copies);
        return WX_NO_MEMORY;
    }
    for (int k = 0; k < count; k++) {
        if (from[k] < 0 || from[k] >= limit) {
            free(*indices);
            free(*copies);
            return WX_BAD_INDEX;
        }
        (*indices)[k + 1] = from[k] + 1;
        (*copies)[k + 1] = values[k];
    }
    return WX_OK;
}

struct load {
    wx_lp *lp;
    int maximize, columns, rows;
    const double *lower, *upper, *cost, *row_lower, *row_upper, *values;
    const uint8_t *integer;
    const int64_t *starts;
    const int32_t *indices;
    int *buffer;
};

static int body_load(void *argument) {
    struct load *a = argument;
    glp_prob *prob = a->lp->prob;
    glp_erase_prob(prob);
    a->lp->scaled = 0;
    glp_set_obj_dir(prob, a->maximize ? GLP_MAX : GLP_MIN);
    if (a->rows > 0) glp_add_rows(prob, a->rows);
    for (int i = 0; i < a->rows; i++)
        glp_set_row_bnds(prob, i + 1, kind_of(a->row_lower[i], a->row_upper[i]), a->row_lower[i], a->row_upper[i]);
    if (a->columns > 0) glp_add_cols(prob, a->columns);
    for (int j = 0; j < a->columns; j++) {
        if (a->integer && a->integer[j]) glp_set_col_kind(prob, j + 1, GLP_IV);
        glp_set_col_bnds(prob, j + 1, kind_of(a->lower[j], a->upper[j]), a->lower[j], a->upper[j]);
        glp_set_obj_coef(prob, j + 1, a->cost[j]);
        int64_t begin = a->starts[j];
        int count = (int)(a->starts[j + 1] - begin);
        for (int k = 0; k < count; k++) a->buffer[k + 1] = a->indices[begin + k] + 1;
        // set_mat_col reads from entry 1 on, so that the values need no copy.
        glp_set_mat_col(prob, j + 1, count, a->buffer, a->values + begin - 1);
    }
    return WX_OK;
}

int wx_load(wx_lp *lp, int maximize, int columns, const double *lower, const double *upper, const double *cost,
            const uint8_t *integer, int rows, const double *row_lower, const double *row_upper, const int64_t *starts,
            const int32_t *indices, const double *values) {
    CHECKED(lp);
    for (int j = 0; j < columns; j++) {
        if (starts[j + 1] < starts[j] || starts[j + 1] - starts[j] > rows) return WX_BAD_INDEX;
        for (int64_t k = starts[j]; k < starts[j + 1]; k++)
            if (indices[k] < 0 || indices[k] >= rows) return WX_BAD_INDEX;
    }
    int *buffer = malloc((size_t)(rows + 1) * sizeof(int));
    if (!buffer) return WX_NO_MEMORY;
    struct load a = {lp, maximize, columns, rows, lower, upper, cost, row_lower, row_upper, values, integer, starts, indices, buffer};
    int result = guarded(body_load, &a);
    free(buffer);
    return result;
}

struct edit {
    wx_lp *lp;
    int index, count, integer;
    double lower, upper, cost;
    int *indices;
    double *values;
};

static int body_add_row(void *argument) {
    struct edit *a = argument;
    int i = glp_add_rows(a->lp->prob, 1);
    glp_set_row_bnds(a->lp->prob, i, kind_of(a->lower, a->upper), a->lower, a->upper);
    glp_set_mat_row(a->lp->prob, i, a->count, a->indices, a->values);
    return WX_OK;
}

int wx_add_row(wx_lp *lp, double lower, double upper, int count, const int32_t *columns, const double *values) {
    CHECKED(lp);
    struct edit a = {.lp = lp, .count = count, .lower = lower, .upper = upper};
    int result = shifted(count, columns, values, glp_get_num_cols(lp->prob), &a.indices, &a.values);
    if (result != WX_OK) return result;
    result = guarded(body_add_row, &a);
    free(a.indices);
    free(a.values);
    return result;
}

static int body_add_column(void *argument) {
    struct edit *a = argument;
    glp_prob *prob = a->lp->prob;
    int j = glp_add_cols(prob, 1);
    if (a->integer) glp_set_col_kind(prob, j, GLP_IV);
    glp_set_col_bnds(prob, j, kind_of(a->lower, a->upper), a->lower, a->upper);
    glp_set_obj_coef(prob, j, a->cost);
    glp_set_mat_col(prob, j, a->count, a->indices, a->values);
    return WX_OK;
}

int wx_add_column(wx_lp *lp, double lower, double upper, double cost, int integer, int count, const int32_t *rows,
                  const double *values) {
    CHECKED(lp);
    struct edit a = {.lp = lp, .count = count, .lower = lower, .upper = upper, .cost = cost, .integer = integer};
    int result = shifted(count, rows, values, glp_get_num_rows(lp->prob), &a.indices, &a.values);
    if (result != WX_OK) return result;
    result = guarded(body_add_column, &a);
    free(a.indices);
    free(a.values);
    return result;
}

static int body_delete_rows(void *argument) {
    struct edit *a = argument;
    glp_del_rows(a->lp->prob, a->count, a->indices);
    return WX_OK;
}

static int body_delete_columns(void *argument) {
    struct edit *a = argument;
    glp_del_cols(a->lp->prob, a->count, a->indices);
    return WX_OK;
}

static int delete_some(wx_lp *lp, int count, const int32_t *which, int limit, int (*body)(void *)) {
    if (count <= 0) return WX_OK;
    struct edit a = {.lp = lp, .count = count};
    a.indices = malloc((size_t)(count + 1) * sizeof(int));
    if (!a.indices) return WX_NO_MEMORY;
    for (int k = 0; k < count; k++) {
        if (which[k] < 0 || which[k] >= limit) {
            free(a.indices);
            return WX_BAD_INDEX;
        }
        a.indices[k + 1] = which[k] + 1;
    }
    int result = guarded(body, &a);
    free(a.indices);
    return result;
}

int wx_delete_rows(wx_lp *lp, int count, const int32_t *rows) {
    CHECKED(lp);
    return delete_some(lp, count, rows, glp_get_num_rows(lp->prob), body_delete_rows);
}

int wx_delete_columns(wx_lp *lp, int count, const int32_t *columns) {
    CHECKED(lp);
    return delete_some(lp, count, columns, glp_get_num_cols(lp->prob), body_delete_columns);
}

int wx_set_column_bounds(wx_lp *lp, int column, double lower, double upper) {
    CHECKED(lp);
    if (column < 0 || column >= glp_get_num_cols(lp->prob)) return WX_BAD_INDEX;
    glp_set_col_bnds(lp->prob, column + 1, kind_of(lower, upper), lower, upper);
    return WX_OK;
}

int wx_set_row_bounds(wx_lp *lp, int row, double lower, double upper) {
    CHECKED(lp);
    if (row < 0 || row >= glp_get_num_rows(lp->prob)) return WX_BAD_INDEX;
    glp_set_row_bnds(lp->prob, row + 1, kind_of(lower, upper), lower, upper);
    return WX_OK;
}

int wx_set_cost(wx_lp *lp, int column, double cost) {
    CHECKED(lp);
    if (column < 0 || column >= glp_get_num_cols(lp->prob)) return WX_BAD_INDEX;
    glp_set_obj_coef(lp->prob, column + 1, cost);
    return WX_OK;
}

static int body_set_column(void *argument) {
    struct edit *a = argument;
    glp_set_mat_col(a->lp->prob, a->index + 1, a->count, a->indices, a->values);
    return WX_OK;
}

static int body_set_row(void *argument) {
    struct edit *a = argument;
    glp_set_mat_row(a->lp->prob, a->index + 1, a->count, a->indices, a->values);
    return WX_OK;
}

int wx_set_column(wx_lp *lp, int column, int count, const int32_t *rows, const double *values) {
    CHECKED(lp);
    if (column < 0 || column >= glp_get_num_cols(lp->prob)) return WX_BAD_INDEX;
    struct edit a = {.lp = lp, .index = column, .count = count};
    int result = shifted(count, rows, values, glp_get_num_rows(lp->prob), &a.indices, &a.values);
    if (result != WX_OK) return result;
    result = guarded(body_set_column, &a);
    free(a.indices);
    free(a.values);
    return result;
}

int wx_set_row(wx_lp *lp, int row, int count, const int32_t *columns, const double *values) {
    CHECKED(lp);
    if (row < 0 || row >= glp_get_num_rows(lp->prob)) return WX_BAD_INDEX;
    struct edit a = {.lp = lp, .index = row, .count = count};
    int result = shifted(count, columns, values, glp_get_num_cols(lp->prob), &a.indices, &a.values);
    if (result != WX_OK) return result;
    result = guarded(body_set_row, &a);
    free(a.indices);
    free(a.values);
    return result;
}

struct column {
    wx_lp *lp;
    int column;
    int *indices;
    double *values;
};

static int body_get_column(void *argument) {
    struct column *a = argument;
    return glp_get_mat_col(a->lp->prob, a->column + 1, a->indices, a->values);
}

int wx_get_column(wx_lp *lp, int column, int32_t *rows, double *values) {
    CHECKED(lp);
    if (column < 0 || column >= glp_get_num_cols(lp->prob)) return WX_BAD_INDEX;
    struct column a = {lp, column, NULL, NULL};
    int count = guarded(body_get_column, &a);
    if (count <= 0 || !rows) return count;
    a.indices = malloc((size_t)(count + 1) * sizeof(int));
    a.values = malloc((size_t)(count + 1) * sizeof(double));
    if (a.indices && a.values) {
        count = guarded(body_get_column, &a);
        for (int k = 0; k < count; k++) {
            rows[k] = a.indices[k + 1] - 1;
            values[k] = a.values[k + 1];
        }
    } else {
        count = WX_NO_MEMORY;
    }
    free(a.indices);
    free(a.values);
    return count;
}

int wx_rows(wx_lp *lp) {
    CHECKED(lp);
    return glp_get_num_rows(lp->prob);
}

int wx_columns(wx_lp *lp) {
    CHECKED(lp);
    return glp_get_num_cols(lp->prob);
}

static int body_scale(void *argument) {
    glp_scale_prob(((wx_lp *)argument)->prob, GLP_SF_AUTO);
    return WX_OK;
}

static int body_unscale(void *argument) {
    glp_unscale_prob(((wx_lp *)argument)->prob);
    return WX_OK;
}

int wx_scale(wx_lp *lp, int on) {
    CHECKED(lp);
    lp->scaled = 1;
    return guarded(on ? body_scale : body_unscale, lp);
}

struct simplex {
    wx_lp *lp;
    const wx_simplex_options *options;
    int code;
};

static void slack_basis(glp_prob *prob) {
    for (int i = glp_get_num_rows(prob); i > 0; i--) glp_set_row_stat(prob, i, GLP_BS);
    // A status that does not fit the bounds is corrected by the library.
    for (int j = glp_get_num_cols(prob); j > 0; j--)
        if (glp_get_col_stat(prob, j) == GLP_BS) glp_set_col_stat(prob, j, GLP_NL);
}

static int body_simplex(void *argument) {
    struct simplex *a = argument;
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    // Messages go to the hook, which is how a running simplex method notices cancellation.
    parameters.msg_lev = GLP_MSG_ON;
    parameters.out_frq = 50;
    parameters.meth = a->options->dual ? GLP_DUAL : GLP_PRIMAL;
    // The long-step ratio test is the fastest and the one that cycles; Harris's and the textbook's come after it.
    parameters.r_test = a->options->careful == 0 ? GLP_RT_FLIP : a->options->careful == 1 ? GLP_RT_HAR : GLP_RT_STD;
    if (a->options->careful > 1) parameters.pricing = GLP_PT_STD;
    parameters.presolve = a->options->presolve ? GLP_ON : GLP_OFF;
    parameters.it_lim = a->options->iteration_limit > 0 ? a->options->iteration_limit : INT_MAX;
    parameters.tm_lim = a->options->milliseconds > 0 ? a->options->milliseconds : INT_MAX;
    if (a->options->tolerance > 0) {
        parameters.tol_bnd = a->options->tolerance;
        parameters.tol_dj = a->options->tolerance;
    }
    here.flag = a->options->flag;
    if (a->options->fresh) glp_adv_basis(a->lp->prob, 0);
    if (glp_get_num_rows(a->lp->prob) > 0 && !glp_bf_exists(a->lp->prob)) {
        // A basis that does not factorize (rows or columns were deleted) is replaced by the rows' own, the other columns staying where
        // they are: an advanced basis would cost more than the solve and forget them.
        if (glp_factorize(a->lp->prob) != 0) slack_basis(a->lp->prob);
    }
    a->code = glp_simplex(a->lp->prob, &parameters);
    return WX_OK;
}

int wx_simplex(wx_lp *lp, const wx_simplex_options *options, int *run, int *code) {
    CHECKED(lp);
    if (!lp->scaled) wx_scale(lp, 1);
    struct simplex a = {lp, options, 0};
    int result = guarded(body_simplex, &a);
    if (result != WX_OK) return result;
    *code = a.code;
    int status = glp_get_status(lp->prob);
    switch (a.code) {
    case 0:
        if (status == GLP_OPT) *run = WX_RUN_OPTIMAL;
        else if (status == GLP_NOFEAS) *run = WX_RUN_INFEASIBLE;
        else if (status == GLP_UNBND) *run = WX_RUN_UNBOUNDED;
        else *run = WX_RUN_TROUBLE;
        break;
    case GLP_EITLIM: *run = WX_RUN_ITERATIONS; break;
    case GLP_ETMLIM: *run = WX_RUN_TIME; break;
    case GLP_ENOPFS: *run = WX_RUN_INFEASIBLE; break;
    case GLP_ENODFS: *run = WX_RUN_UNBOUNDED; break;
    case GLP_EBOUND: *run = WX_RUN_INFEASIBLE; break;
    default: *run = WX_RUN_TROUBLE; break;
    }
    return WX_OK;
}

int wx_iterations(wx_lp *lp) {
    CHECKED(lp);
    return glp_get_it_cnt(lp->prob);
}

const char *wx_status_word(wx_lp *lp, int integer) {
    if (check(lp) != WX_OK) return "lost";
    switch (integer ? glp_mip_status(lp->prob) : glp_get_status(lp->prob)) {
    case GLP_OPT: return "optimal";
    case GLP_FEAS: return "feasible";
    case GLP_INFEAS: return "infeasible point";
    case GLP_NOFEAS: return "no feasible solution";
    case GLP_UNBND: return "unbounded";
    default: return "undefined";
    }
}

int wx_solution(wx_lp *lp, double *objective, double *x, double *row_prices, double *reduced_costs, double *row_values) {
    CHECKED(lp);
    int rows = glp_get_num_rows(lp->prob), columns = glp_get_num_cols(lp->prob);
    if (objective) *objective = glp_get_obj_val(lp->prob);
    if (x) for (int j = 0; j < columns; j++) x[j] = glp_get_col_prim(lp->prob, j + 1);
    if (reduced_costs) for (int j = 0; j < columns; j++) reduced_costs[j] = glp_get_col_dual(lp->prob, j + 1);
    if (row_prices) for (int i = 0; i < rows; i++) row_prices[i] = glp_get_row_dual(lp->prob, i + 1);
    if (row_values) for (int i = 0; i < rows; i++) row_values[i] = glp_get_row_prim(lp->prob, i + 1);
    return WX_OK;
}

static uint8_t ours(int status) {
    switch (status) {
    case GLP_BS: return WX_BASIC;
    case GLP_NL: return WX_AT_LOWER;
    case GLP_NU: return WX_AT_UPPER;
    case GLP_NF: return WX_FREE;
    default: return WX_FIXED;
    }
}

static int theirs(uint8_t status) {
    static const int map[] = {GLP_BS, GLP_NL, GLP_NU, GLP_NF, GLP_NS};
    return status <= WX_FIXED ? map[status] : GLP_NL;
}

int wx_basis(wx_lp *lp, uint8_t *rows, uint8_t *columns) {
    CHECKED(lp);
    if (rows) for (int i = glp_get_num_rows(lp->prob); i > 0; i--) rows[i - 1] = ours(glp_get_row_stat(lp->prob, i));
    if (columns) for (int j = glp_get_num_cols(lp->prob); j > 0; j--) columns[j - 1] = ours(glp_get_col_stat(lp->prob, j));
    return WX_OK;
}

int wx_set_basis(wx_lp *lp, const uint8_t *rows, const uint8_t *columns) {
    CHECKED(lp);
    if (rows) for (int i = glp_get_num_rows(lp->prob); i > 0; i--) glp_set_row_stat(lp->prob, i, theirs(rows[i - 1]));
    if (columns) for (int j = glp_get_num_cols(lp->prob); j > 0; j--) glp_set_col_stat(lp->prob, j, theirs(columns[j - 1]));
    return WX_OK;
}

struct branch {
    wx_lp *lp;
    const wx_integer_options *options;
    wx_integer_result *result;
    double *start;
    int stopped;
    int tried;
};

static void on_node(glp_tree *tree, void *info) {
    struct branch *a = info;
    int best = glp_ios_best_node(tree);
    if (best) a->result->bound = glp_ios_node_bound(tree, best);
    int total;
    glp_ios_tree_size(tree, NULL, NULL, &total);
    a->result->nodes = total;
    if (raised()) {
        a->stopped = WX_RUN_CANCELLED;
        glp_ios_terminate(tree);
        return;
    }
    if (a->options->node_limit > 0 && total > a->options->node_limit) {
        a->stopped = WX_RUN_NODES;
        glp_ios_terminate(tree);
        return;
    }
    if (glp_ios_reason(tree) == GLP_IHEUR && a->start && !a->tried) {
        a->tried = 1;
        glp_ios_heur_sol(tree, a->start);
    }
}

static int body_branch(void *argument) {
    struct branch *a = argument;
    glp_prob *prob = a->lp->prob;
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_ERR;
    parameters.br_tech = GLP_BR_DTH;
    parameters.bt_tech = GLP_BT_BLB;
    parameters.presolve = GLP_OFF;
    parameters.gmi_cuts = a->options->cuts ? GLP_ON : GLP_OFF;
    parameters.sr_heur = a->options->rounding ? GLP_ON : GLP_OFF;
    parameters.mip_gap = a->options->relative_gap;
    parameters.tm_lim = a->options->milliseconds > 0 ? a->options->milliseconds : INT_MAX;
    parameters.cb_func = on_node;
    parameters.cb_info = a;
    here.flag = a->options->flag;
    a->result->bound = glp_get_obj_val(prob);
    a->result->code = glp_intopt(prob, &parameters);
    return WX_OK;
}

int wx_branch(wx_lp *lp, const wx_integer_options *options, wx_integer_result *result) {
    CHECKED(lp);
    memset(result, 0, sizeof *result);
    int columns = glp_get_num_cols(lp->prob);
    struct branch a = {lp, options, result, NULL, 0, 0};
    if (options->start) {
        a.start = malloc((size_t)(columns + 1) * sizeof(double));
        if (!a.start) return WX_NO_MEMORY;
        a.start[0] = 0;
        memcpy(a.start + 1, options->start, (size_t)columns * sizeof(double));
    }
    int state = guarded(body_branch, &a);
    free(a.start);
    if (state != WX_OK) return state;
    int status = glp_mip_status(lp->prob);
    result->has_solution = status == GLP_OPT || status == GLP_FEAS;
    if (result->has_solution) result->objective = glp_mip_obj_val(lp->prob);
    switch (result->code) {
    case 0: result->run = status == GLP_NOFEAS ? WX_RUN_INFEASIBLE : status == GLP_OPT ? WX_RUN_OPTIMAL : WX_RUN_TROUBLE; break;
    case GLP_EMIPGAP: result->run = WX_RUN_GAP; break;
    case GLP_ETMLIM: result->run = WX_RUN_TIME; break;
    case GLP_ESTOP: result->run = a.stopped; break;
    case GLP_ENOPFS: result->run = WX_RUN_INFEASIBLE; break;
    case GLP_EBOUND: result->run = WX_RUN_INFEASIBLE; break;
    default: result->run = WX_RUN_TROUBLE; break;
    }
    if (result->run == WX_RUN_OPTIMAL) result->bound = result->objective;
    return WX_OK;
}

int wx_integer_solution(wx_lp *lp, double *x) {
    CHECKED(lp);
    for (int j = glp_get_num_cols(lp->prob); j > 0; j--) x[j - 1] = glp_mip_col_val(lp->prob, j);
    return WX_OK;
}

struct file {
    wx_lp *lp;
    int format;
    const char *path;
};

static int body_read(void *argument) {
    struct file *a = argument;
    int failed = a->format == 0 ? glp_read_lp(a->lp->prob, NULL, a->path) : glp_read_mps(a->lp->prob, GLP_MPS_FILE, NULL, a->path);
    a->lp->scaled = 0;
    return failed ? WX_BAD_INDEX : WX_OK;
}

int wx_read(wx_lp *lp, int format, const char *path) {
    CHECKED(lp);
    struct file a = {lp, format, path};
    return guarded(body_read, &a);
}

int wx_write(const char *path, const uint8_t *bytes, int64_t count) {
    size_t length = strlen(path);
    char *temporary = malloc(length + 8);
    if (!temporary) return ENOMEM;
    memcpy(temporary, path, length);
    memcpy(temporary + length, ".part", 6);
    FILE *file = fopen(temporary, "wb");
    int failed = file ? 0 : errno;
    if (file) {
        if (count > 0 && fwrite(bytes, 1, (size_t)count, file) != (size_t)count) failed = errno ? errno : EIO;
        if (fclose(file) != 0 && !failed) failed = errno;
        if (!failed && rename(temporary, path) != 0) failed = errno;
        if (failed) remove(temporary);
    }
    free(temporary);
    return failed;
}

static double low_end(int type, double value) { return type == GLP_FR || type == GLP_UP ? -INFINITY : value; }
static double high_end(int type, double lower, double upper) {
    return type == GLP_FR || type == GLP_LO ? INFINITY : type == GLP_FX ? lower : upper;
}

int wx_describe(wx_lp *lp, int *maximize, double *lower, double *upper, double *cost, uint8_t *integer, double *row_lower,
                double *row_upper, double *constant) {
    CHECKED(lp);
    glp_prob *prob = lp->prob;
    *maximize = glp_get_obj_dir(prob) == GLP_MAX;
    *constant = glp_get_obj_coef(prob, 0);
    for (int j = glp_get_num_cols(prob); j > 0; j--) {
        int type = glp_get_col_type(prob, j);
        lower[j - 1] = low_end(type, glp_get_col_lb(prob, j));
        upper[j - 1] = high_end(type, glp_get_col_lb(prob, j), glp_get_col_ub(prob, j));
        cost[j - 1] = glp_get_obj_coef(prob, j);
        integer[j - 1] = glp_get_col_kind(prob, j) != GLP_CV;
    }
    for (int i = glp_get_num_rows(prob); i > 0; i--) {
        int type = glp_get_row_type(prob, i);
        row_lower[i - 1] = low_end(type, glp_get_row_lb(prob, i));
        row_upper[i - 1] = high_end(type, glp_get_row_lb(prob, i), glp_get_row_ub(prob, i));
    }
    return WX_OK;
}

const char *wx_name(wx_lp *lp, int column, int index) {
    if (check(lp) != WX_OK) return NULL;
    if (index < 0 || index >= (column ? glp_get_num_cols(lp->prob) : glp_get_num_rows(lp->prob))) return NULL;
    return column ? glp_get_col_name(lp->prob, index + 1) : glp_get_row_name(lp->prob, index + 1);
}
