# SPDX-License-Identifier: GPL-3.0-or-later
"""pymc-marketing's own BudgetOptimizer on its own MMM without adstock, with two equal posterior draws that are the known curves."""
import time
import warnings

import arviz
import numpy as np
import pandas
import xarray
from pymc_marketing.mmm import HillSaturation, LogisticSaturation, NoAdstock
from pymc_marketing.mmm.budget_optimizer import BudgetOptimizer
from pymc_marketing.mmm.multidimensional import MMM, MultiDimensionalBudgetOptimizerWrapper

import peer_process
import real_problems

warnings.simplefilter("ignore")
state = {}


def draws(amount):
    amount = np.asarray(amount, float)
    return ("chain", "draw") + ("channel",) * amount.ndim, np.broadcast_to(amount, (1, 2) + amount.shape).copy()


def prepare(problem, unit):
    names, caps, scales, exponents, ceilings = real_problems.arrays(problem)
    hill = problem["lines"][0]["curve"]["family"] == "hill"
    weeks = 8
    dates = pandas.date_range("2025-01-06", periods=weeks, freq="W-MON")
    spends = pandas.DataFrame({"date": dates, **{name: scale * np.linspace(0.25, 1, weeks) for name, scale in zip(names, scales)}})
    sales = pandas.Series(np.linspace(0.5, 1, weeks) * caps.sum() * unit, name="y")
    model = MMM(
        date_column="date", channel_columns=names, target_column="y", adstock=NoAdstock(l_max=1),
        saturation=HillSaturation() if hill else LogisticSaturation())
    model.build_model(spends, sales)
    per_channel, per_target = model.scalers["_channel"].values, float(model.scalers["_target"].values)
    posterior = {"saturation_beta": draws(caps * unit / per_target), "intercept_contribution": draws(0), "y_sigma": draws(1)}
    if hill:
        posterior.update(saturation_slope=draws(exponents), saturation_kappa=draws(scales / per_channel))
    else:
        posterior["saturation_lam"] = draws(per_channel / scales)
    data = xarray.Dataset(posterior, coords={"chain": [0], "draw": [0, 1], "channel": names, "date": dates})
    data["channel_contribution"] = ("chain", "draw", "date", "channel"), np.ones((1, 2, weeks, len(names)))
    model.idata = arviz.InferenceData(posterior=data)
    begin = time.perf_counter()
    wrapper = MultiDimensionalBudgetOptimizerWrapper(model, "2025-03-10", "2025-03-10")
    optimizer = BudgetOptimizer(
        num_periods=wrapper.num_periods, model=wrapper, response_variable="total_media_contribution_original_scale")
    seconds = time.perf_counter() - begin
    bounds = xarray.DataArray(
        np.stack([np.zeros(len(names)), ceilings], -1), dims=("channel", "bound"), coords={"channel": names, "bound": ["lower", "upper"]})
    state.update(optimizer=optimizer, bounds=bounds, budget=problem["budget_yuan"], unit=unit)
    return {"seconds": seconds}


def optimize():
    begin = time.perf_counter()
    spend, result = state["optimizer"].allocate_budget(state["budget"], budget_bounds=state["bounds"], return_if_fail=True)
    seconds = time.perf_counter() - begin
    return {
        "spend": spend.values.tolist(), "seconds": seconds, "says": f"{'success' if result.success else 'failure'}: {result.message}",
        "value": float(-result.fun) / state["unit"]}


peer_process.serve(prepare, optimize, ["pymc-marketing", "pymc", "pytensor", "scipy"])
