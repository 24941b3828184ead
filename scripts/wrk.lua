-- Called by wrk.py. After the address stand milliseconds to wait before each question, and paths to ask for in
-- turn, if there are any.
function init(arguments)
  local pause, paths = tonumber(table.remove(arguments, 1)), arguments
  if pause > 0 then
    delay = function() return pause end
  end
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
