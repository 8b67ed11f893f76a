# SPDX-License-Identifier: GPL-3.0-or-later
"""Meridian's own BudgetOptimizer on its own national model without carry-over, with one posterior draw that is the known curves: a draw of
the prior whose media parameters are replaced. One week is optimized, so that the response of a channel is one Hill curve."""
import time
import warnings

import numpy as np
import pandas
from meridian.analysis import optimizer as budgets
from meridian.data import nd_array_input_data_builder
from meridian.model import model as models
from meridian.model import spec

import peer_process
import real_problems

warnings.simplefilter("ignore")
state = {}


def prepare(problem, unit):
    names, caps, scales, exponents, ceilings = real_problems.arrays(problem)
    weeks = 12
    times = [str(day.date()) for day in pandas.date_range("2025-01-06", periods=weeks, freq="W-MON")]
    media = scales * np.random.default_rng(0).uniform(0.2, 1, (weeks, len(names)))
    media[-1] = scales
    builder = nd_array_input_data_builder.NDArrayInputDataBuilder(kpi_type="revenue")
    builder.time_coords = times
    builder.media_time_coords = times
    builder.geos = ["national_geo"]
    builder.with_kpi(np.random.default_rng(1).uniform(0.5, 1, (1, weeks)) * caps.sum() * unit)
    builder.with_population(np.array([1.0]))
    builder.with_media(media[None], media[None], names)
    model = models.Meridian(input_data=builder.build(), model_spec=spec.ModelSpec(max_lag=0, knots=1))
    model.sample_prior(1, seed=1)
    context = model.model_context
    posterior = model.inference_data.prior.copy(deep=True)
    per_media = media[-1] / np.asarray(context.media_tensors.media_scaled)[0, -1]
    per_kpi = float(np.asarray(context.kpi_transformer.population_scaled_stdev))
    for name, amounts in [("ec_m", scales / per_media), ("slope_m", exponents), ("beta_gm", caps * unit / per_kpi)]:
        old = posterior[name]
        shape = (1,) * (old.ndim - 1) + (-1,)
        posterior[name] = old.dims, np.broadcast_to(amounts.astype(old.dtype).reshape(shape), old.shape).copy()
    model.inference_data.add_groups({"posterior": posterior})
    state.update(
        optimizer=budgets.BudgetOptimizer(model), week=times[-1], budget=problem["budget_yuan"], unit=unit,
        limits={"pct_of_spend": ceilings / ceilings.sum(), "spend_constraint_lower": 1.0,
                "spend_constraint_upper": float(ceilings.sum() / problem["budget_yuan"] - 1)})
    return {"seconds": 0.0}


def optimize():
    begin = time.perf_counter()
    result = state["optimizer"].optimize(start_date=state["week"], end_date=state["week"], budget=state["budget"], **state["limits"])
    seconds = time.perf_counter() - begin
    grid = result.optimization_grid
    begin = time.perf_counter()
    found = grid.optimize(budgets.FixedBudgetScenario(total_budget=state["budget"]), **state["limits"])
    search = time.perf_counter() - begin
    spend = found.optimized.values.astype(float)
    spends, outcomes = grid.spend_grid.values, grid.incremental_outcome_grid.values
    value = sum(outcomes[np.nanargmin(abs(spends[:, i] - amount)), i] for i, amount in enumerate(spend))
    return {
        "spend": spend.tolist(), "seconds": seconds, "search_seconds": search, "says": f"nothing; a grid of {len(spends)} steps",
        "value": float(value) / state["unit"]}


peer_process.serve(prepare, optimize, ["google-meridian", "jax", "numpy"])
