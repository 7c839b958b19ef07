-- Has wrk send the same JSON again and again, and say what came of it in one
-- line of JSON: times in microseconds.
-- Usage: wrk [OPTIONS] --script wrk.lua URL -- BODY

function init(args)
  wrk.method = 'POST'
  wrk.body = args[1]
  wrk.headers['content-type'] = 'application/json'
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"us":%d,"p50_us":%d,"p99_us":%d,"refused":%d,"broken":%d}',
    summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
