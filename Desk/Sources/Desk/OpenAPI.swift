// SPDX-License-Identifier: GPL-3.0-or-later

/// The JSON interface in words of OpenAPI 3.1. A test sees to it that every route is in it.
enum OpenAPI {
    static let document = #"""
        {
          "openapi": "3.1.0",
          "info": {"title": "Wanxiang workspace", "version": "0.1.0", "license": {"name": "GPL-3.0-or-later"},
            "description": "Money is in fen where a key ends in _fen and in yuan otherwise. Writes need Content-Type application/json."},
          "paths": {
            "/api/briefs": {"get": {"summary": "Briefs of the folder", "responses": {"200": {"description": "name, scenario, begin, end, budget_fen or fault"}}}},
            "/api/replays": {"get": {"summary": "Accepted replays of the folder", "responses": {"200": {"description": "name, gain with its 95 % interval, replications"}}}},
            "/api/plans": {
              "get": {"summary": "Open plans", "responses": {"200": {"description": "id, name, value with its interval, cost_fen, status, gap"}}},
              "post": {"summary": "Plan a brief in the background, or save a what-if as a plan",
                "requestBody": {"content": {"application/json": {"schema": {"oneOf": [
                  {"type": "object", "required": ["brief"], "properties": {"brief": {"type": "string", "description": "its name in /api/briefs"}}},
                  {"type": "object", "required": ["plan", "changes"], "properties": {"plan": {"type": "integer"}, "changes": {"$ref": "#/components/schemas/Changes"}}}]}}}},
                "responses": {"202": {"description": "the job"}, "201": {"description": "the saved plan"}, "400": {"description": "error: lines of text"}, "422": {"description": "no plan keeps all rules: error says which contradict"}}}},
            "/api/plans/{id}": {"get": {"summary": "A plan as plan --json prints it", "parameters": [{"$ref": "#/components/parameters/id"}], "responses": {"200": {"description": "the plan"}, "404": {"description": "no such plan"}}}},
            "/api/jobs/{id}": {
              "get": {"summary": "How far a job is", "parameters": [{"$ref": "#/components/parameters/id"}], "responses": {"200": {"description": "state running, done, failed or cancelled; step of steps; plan or fault"}}},
              "delete": {"summary": "Cancel a job", "parameters": [{"$ref": "#/components/parameters/id"}], "responses": {"200": {"description": "the job"}}}},
            "/api/what-if": {"post": {"summary": "A plan with keys of its brief changed, solved at once",
              "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["plan", "changes"], "properties": {"plan": {"type": "integer"}, "changes": {"$ref": "#/components/schemas/Changes"}}}}}},
              "responses": {"200": {"description": "as_it_is, changed, milliseconds, html: both side by side"}, "422": {"description": "no plan keeps all rules"}}}},
            "/api/compare": {"get": {"summary": "Open plans side by side", "parameters": [{"name": "plan", "in": "query", "required": true, "schema": {"type": "array", "items": {"type": "integer"}, "minItems": 2}}], "responses": {"200": {"description": "as compare --json prints it"}}}}
          },
          "components": {
            "parameters": {"id": {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}},
            "schemas": {"Changes": {"type": "array", "maxItems": 20, "items": {"type": "object", "required": ["path", "value"],
              "properties": {"path": {"type": "string", "examples": ["budget", "targets.roi", "channels.search.total_max"]}, "value": {"type": "string"}}}}}
          }
        }
        """#
}
