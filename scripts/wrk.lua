-- Called by wrk.py. What stands after the address are paths to ask for in turn, if there are any.
function init(paths)
  if #paths == 0 then return end
  local place = 0
  request = function()
    place = place % #paths + 1
    return wrk.format("GET", paths[place])
  end
end

-- The summary of a run as one line of JSON. Times are microseconds.
function done(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "failed": %d, "p50": %d, "p95": %d}\n',
    summary.requests, summary.duration, summary.bytes,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout,
    latency:percentile(50), latency:percentile(95)))
end
