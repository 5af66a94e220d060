-- Neovim 0.7.2 and newer: the language server of benefit-flows, and a command to run scenarios.
--
--   require('benefit_flows').setup{ cmd = {'benefit-flows', 'lsp'}, format_on_save = false }

local M = {}

local defaults = { cmd = { 'benefit-flows', 'lsp' }, format_on_save = false }
local options = defaults
local clients = {} -- the id of the client of each root, where Neovim does not keep it itself
local told = false

local not_found = {
  en = 'benefit-flows: the program "%s" was not found. Install benefit-flows (pip install ".[lsp]" in its folder),'
    .. " or name it: require('benefit_flows').setup{ cmd = {'/path/to/benefit-flows', 'lsp'} }",
  fr = 'benefit-flows : le programme « %s » est introuvable. Installez benefit-flows (pip install ".[lsp]" dans son dossier),'
    .. " ou nommez-le : require('benefit_flows').setup{ cmd = {'/chemin/vers/benefit-flows', 'lsp'} }",
}

local function joined(...)
  return (table.concat({ ... }, '/'):gsub('//+', '/'))
end

local function exists(path)
  return vim.loop.fs_stat(path) ~= nil
end

-- The nearest folder upward that is a project, else the folder of the file.
function M.root(path)
  local start = vim.fn.fnamemodify(path, ':p:h')
  local folder = start
  while true do
    if exists(joined(folder, '.git')) or exists(joined(folder, 'pyproject.toml')) then
      return folder
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then
      return start
    end
    folder = above
  end
end

local function found(always)
  if vim.fn.executable(options.cmd[1]) == 1 then
    return true
  end
  if always or not told then
    told = true
    local message = (vim.v.lang or ''):match('^fr') and not_found.fr or not_found.en
    vim.notify(message:format(options.cmd[1]), vim.log.levels.WARN)
  end
  return false
end

local function configuration(root)
  return {
    name = 'benefit-flows',
    cmd = options.cmd,
    cmd_cwd = root, -- without a project, what a file includes must lie in the folder where the server starts
    root_dir = root,
    on_attach = function(_, buffer)
      vim.api.nvim_buf_set_option(buffer, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
    end,
    on_exit = function()
      clients[root] = nil
    end,
  }
end

-- Neovim 0.7 has no vim.lsp.start, which finds the client of a root again.
local function start_in_0_7(buffer, root)
  clients[root] = clients[root] or vim.lsp.start_client(configuration(root))
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

-- Start the server for a buffer, or attach the one of the same root.
function M.start(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' or not found() then
    return
  end
  local root = M.root(path)
  if vim.lsp.start then
    vim.api.nvim_buf_call(buffer, function()
      vim.lsp.start(configuration(root))
    end)
  else
    start_in_0_7(buffer, root)
  end
end

local function is_attached(buffer)
  local listed = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = buffer })
    or vim.tbl_values(vim.lsp.buf_get_clients(buffer))
  for _, client in ipairs(listed) do
    if client.name == 'benefit-flows' then
      return true
    end
  end
  return false
end

function M.format(buffer)
  if not is_attached(buffer) then
    return
  end
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ bufnr = buffer, name = 'benefit-flows', timeout_ms = 2000 })
  else
    vim.api.nvim_buf_call(buffer, function()
      vim.lsp.buf.formatting_sync(nil, 2000)
    end)
  end
end

-- The command that runs the scenario of a line: the server's, with "run" for "lsp" and all behind it.
function M.run_command(path, line)
  local command = {}
  for _, word in ipairs(options.cmd) do
    if word == 'lsp' then
      break
    end
    table.insert(command, word)
  end
  vim.list_extend(command, { 'run', ('%s:%d'):format(path, line) })
  return command
end

-- Run the scenario of a line in a terminal below. What runs is the file as saved.
function M.run(path, line)
  if not found(true) then
    return
  end
  vim.cmd('silent! update')
  if vim.bo.modified then
    vim.notify('benefit-flows: ' .. vim.fn.bufname('%') .. ' is not saved', vim.log.levels.ERROR)
    return
  end
  local folder = M.root(path)
  vim.cmd('botright 15new')
  local command = M.run_command(path, line)
  if vim.fn.has('nvim-0.11') == 1 then
    vim.fn.jobstart(command, { cwd = folder, term = true })
  else
    vim.fn.termopen(command, { cwd = folder })
  end
end

local function run_here()
  M.run(vim.fn.expand('%:p'), vim.api.nvim_win_get_cursor(0)[1])
end

function M.setup(given)
  options = vim.tbl_extend('force', defaults, given or {})
  told = false
  local group = vim.api.nvim_create_augroup('benefit_flows', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'benefit-flow',
    callback = function(event)
      M.start(event.buf)
      vim.api.nvim_buf_create_user_command(
        event.buf,
        'BenefitFlowsRun',
        run_here,
        { desc = 'Run the scenario under the cursor' }
      )
    end,
  })
  if options.format_on_save then
    vim.api.nvim_create_autocmd('BufWritePre', {
      group = group,
      pattern = '*.flow',
      callback = function(event)
        M.format(event.buf)
      end,
    })
  end
  -- The command of the code lens "run": :lua vim.lsp.codelens.run()
  vim.lsp.commands['benefit-flows.run'] = function(command)
    M.run(command.arguments[1], command.arguments[2])
  end
end

return M
